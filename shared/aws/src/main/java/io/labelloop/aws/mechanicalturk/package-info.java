/**
 * HITs of Amazon Mechanical Turk, by its published contract of 2017-01-17. The service closed on 30
 * September 2026; what everyone can use instead is the portal.
 */
@NullMarked
package io.labelloop.aws.mechanicalturk;

import org.jspecify.annotations.NullMarked;
