/**
 * A run as one self-contained page: summary, graph, timeline, modules, errors. Start at {@link
 * dev.roundhouse.report.RunReport}.
 */
@NullMarked
package dev.roundhouse.report;

import org.jspecify.annotations.NullMarked;
