/**
 * The child JVM: a small program that computes portable work for its parent over a channel of
 * frames, and ends when the channel does. Start at {@link dev.roundhouse.child.Main}; the parent
 * speaks {@link dev.roundhouse.child.ChildMessage} over a {@link
 * dev.roundhouse.child.FrameChannel}.
 */
@NullMarked
package dev.roundhouse.child;

import org.jspecify.annotations.NullMarked;
