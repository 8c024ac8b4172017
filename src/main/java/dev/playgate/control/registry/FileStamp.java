package dev.playgate.control.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * By what a change of a file is noticed without reading it. Links are followed: a mounted ConfigMap changes by a link
 * that points elsewhere.
 *
 * @param fileKey the file system's identity of the file, so that a replacement of the same size and time is one
 */
record FileStamp(FileTime modified, long size, Optional<Object> fileKey) {

    /** Empty when there is no such file, or none that may be looked at. */
    static Optional<FileStamp> of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new FileStamp(attributes.lastModifiedTime(), attributes.size(),
                    Optional.ofNullable(attributes.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
