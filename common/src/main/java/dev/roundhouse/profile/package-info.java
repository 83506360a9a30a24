/**
 * Profiles: where a cluster's settings, keys, logs and run files lie, and what the settings say.
 * Start at {@link dev.roundhouse.profile.Profiles}; every key is documented in {@code
 * reference.conf} beside these classes.
 */
@NullMarked
package dev.roundhouse.profile;

import org.jspecify.annotations.NullMarked;
