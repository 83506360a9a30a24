/**
 * The link from a session to a cluster, and the cluster as a scheme. Start at {@link
 * dev.roundhouse.link.ClusterScheme}.
 */
@NullMarked
package dev.roundhouse.link;

import org.jspecify.annotations.NullMarked;
