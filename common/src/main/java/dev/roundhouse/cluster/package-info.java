/**
 * Starting an ActorSystem that joins, keeps or talks to a cluster. Start at {@link
 * dev.roundhouse.cluster.ClusterSystems}.
 */
@NullMarked
package dev.roundhouse.cluster;

import org.jspecify.annotations.NullMarked;
