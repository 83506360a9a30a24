/**
 * Results of modules by signature: how a module is signed, and where results are kept. Knows
 * nothing of runs. Start at {@link dev.roundhouse.cache.ResultCache}.
 */
@NullMarked
package dev.roundhouse.cache;

import org.jspecify.annotations.NullMarked;
