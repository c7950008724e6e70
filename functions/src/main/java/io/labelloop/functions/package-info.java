/** What Lambda runs: handlers that translate, and the wiring of steps, ports and AWS's clients. */
@NullMarked
package io.labelloop.functions;

import org.jspecify.annotations.NullMarked;
