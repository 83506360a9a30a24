package dev.roundhouse.builtin;

/** How a program ended, and all that it printed. */
record ProgramResult(int exitCode, String stdout, String stderr) {}
