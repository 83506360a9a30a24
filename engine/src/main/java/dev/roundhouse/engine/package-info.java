/**
 * A process that executes tasks: hosts one local scheme and registers it with the controller. Start
 * at {@link dev.roundhouse.engine.EngineNode}.
 */
@NullMarked
package dev.roundhouse.engine;

import org.jspecify.annotations.NullMarked;
