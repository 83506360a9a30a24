package dev.roundhouse.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The module is run for what it does, such as writing a file: it runs every time, and what is
 * downstream of it may still be taken from the cache. The files that its inputs name are where it
 * writes: they count by path alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HasEffects {}
