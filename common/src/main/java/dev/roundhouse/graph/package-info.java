/**
 * Pictures of pipelines: {@link dev.roundhouse.graph.PipelineGraph} is what is drawn, {@link
 * dev.roundhouse.graph.GraphLayout} where it goes, the rest writes it as text, SVG, Graphviz or
 * Mermaid.
 */
@NullMarked
package dev.roundhouse.graph;

import org.jspecify.annotations.NullMarked;
