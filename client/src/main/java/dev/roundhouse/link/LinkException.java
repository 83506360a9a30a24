package dev.roundhouse.link;

import dev.roundhouse.RoundhouseException;

/** The cluster could not be asked. */
public final class LinkException extends RoundhouseException {

  private static final long serialVersionUID = 1L;

  LinkException(String code, String message) {
    super(code, message, "");
  }
}
