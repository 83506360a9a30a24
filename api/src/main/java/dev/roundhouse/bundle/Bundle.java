package dev.roundhouse.bundle;

import java.util.Objects;

/**
 * A jar or a class folder, named by its content.
 *
 * @param sha256 of the jar's bytes, or of a folder's sorted relative paths and contents, in
 *     hexadecimal
 * @param name file name, for people
 * @param path where it lies on the machine that named it, absolute; another process of the same
 *     machine loads it from there where the content still agrees
 * @param size bytes in all
 */
public record Bundle(String sha256, String name, String path, long size) {

  public Bundle {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(path, "path");
  }
}
