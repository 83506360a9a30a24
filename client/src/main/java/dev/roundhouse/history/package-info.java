/**
 * The record of past runs: what ran, where, when, with which parameters, and how it ended. Start at
 * {@link dev.roundhouse.history.RunHistory}, which reads it; {@link
 * dev.roundhouse.history.RunJournal} is how a run is taken down.
 */
@NullMarked
package dev.roundhouse.history;

import org.jspecify.annotations.NullMarked;
