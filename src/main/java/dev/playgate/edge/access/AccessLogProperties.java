package dev.playgate.edge.access;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * {@code playgate.access-log}: a line for each request that was answered.
 *
 * @param format of the lines; OFF: there are none
 * @param file that lines are appended to; absent: they go to the standard output
 */
public record AccessLogProperties(AccessFormat format, @Nullable Path file) {}
