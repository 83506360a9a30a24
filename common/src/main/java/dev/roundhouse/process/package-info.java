/**
 * Processes of ours: starting JVMs that end with their owner, what they say about themselves, and
 * the files that tell what is running. Start at {@link dev.roundhouse.process.ProcessStarter} for
 * the owner's side and at {@link dev.roundhouse.process.ForegroundProcess} for the process's own.
 */
@NullMarked
package dev.roundhouse.process;

import org.jspecify.annotations.NullMarked;
