/** The portal on AWS: a Lambda function behind an HTTP API, signed in to by OpenID Connect. */
@NullMarked
package io.labelloop.portal.lambda;

import org.jspecify.annotations.NullMarked;
