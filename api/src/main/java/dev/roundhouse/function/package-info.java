/**
 * Functions that may be sent to another process and may throw. Start at {@link
 * dev.roundhouse.function.TaskCallable}.
 */
@NullMarked
package dev.roundhouse.function;

import org.jspecify.annotations.NullMarked;
