package dev.roundhouse.data;

import java.util.Optional;

/**
 * What a server gave.
 *
 * @param body its content
 * @param type the content type
 * @param etag the entity tag, to ask whether it has changed
 * @param lastModified when it changed, as the server wrote it
 * @param fetched when it was fetched
 */
record HttpCopy(
    byte[] body,
    Optional<String> type,
    Optional<String> etag,
    Optional<String> lastModified,
    String fetched) {}
