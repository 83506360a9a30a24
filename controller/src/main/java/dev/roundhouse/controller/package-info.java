/**
 * Tracks engines and places tasks. {@link dev.roundhouse.controller.ControllerCore} decides, {@link
 * dev.roundhouse.controller.ControllerActor} carries out.
 */
@NullMarked
package dev.roundhouse.controller;

import org.jspecify.annotations.NullMarked;
