package dev.roundhouse.client;

/**
 * A task of a run.
 *
 * @param node index of the module in the plan
 * @param index counts the module's tasks from 0, in the order of its results
 */
record TaskKey(int node, int index) {}
