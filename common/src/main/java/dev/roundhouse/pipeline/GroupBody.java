package dev.roundhouse.pipeline;

import java.util.List;
import java.util.Map;

/**
 * What is inside of a group, checked.
 *
 * @param name the group's full name, which is the source of what comes in from outside
 * @param order its modules, each after all that it needs
 * @param outputs output port to the port inside
 * @param ends modules that nobody inside reads, and groups
 */
record GroupBody(String name, List<Draft> order, Map<String, PortRef> outputs, List<String> ends) {}
