/**
 * The pipeline model: what a user writes ({@link dev.roundhouse.pipeline.Pipeline}), and what has
 * been checked and can run ({@link dev.roundhouse.pipeline.Plan}).
 */
@NullMarked
package dev.roundhouse.pipeline;

import org.jspecify.annotations.NullMarked;
