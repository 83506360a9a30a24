/**
 * The body of a task and what comes of it, the same behind every scheme. Start at {@link
 * dev.roundhouse.work.Work}.
 */
@NullMarked
package dev.roundhouse.work;

import org.jspecify.annotations.NullMarked;
