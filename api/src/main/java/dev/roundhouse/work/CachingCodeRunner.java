package dev.roundhouse.work;

import dev.roundhouse.bundle.BundleException;
import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.function.Functions;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps each code ready, decoded in its loader, until it is forgotten and nobody runs it. */
final class CachingCodeRunner implements CodeRunner {
  /** Finds module types by name in a loader. */
  @FunctionalInterface
  interface ModuleResolver {
    ModuleType resolve(String name, ClassLoader loader);
  }

  private final BundleLoaders loaders;
  private final ModuleResolver modules;
  private final Map<String, ReadyCode> ready = new ConcurrentHashMap<>();

  CachingCodeRunner(BundleLoaders loaders, ModuleResolver modules) {
    this.loaders = loaders;
    this.modules = modules;
  }

  @Override
  public byte[] run(Code code, byte[] argument, ModuleContext context) throws Exception {
    ReadyCode used = use(code);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      ClassLoader loader = loader(used, code);
      thread.setContextClassLoader(loader);
      Callee callee = callee(used, code);
      return encode(code, callee.compute(argument(code, argument, loader), context));
    } finally {
      thread.setContextClassLoader(before);
      used.leave();
    }
  }

  @Override
  public void forget(String codeId) {
    ReadyCode forgotten = ready.remove(codeId);
    if (forgotten != null) {
      forgotten.forget();
    }
  }

  @Override
  public void close() {
    ready.keySet().forEach(this::forget);
  }

  private ReadyCode use(Code code) {
    while (true) {
      ReadyCode found = ready.computeIfAbsent(code.id(), id -> new ReadyCode(code, loaders));
      if (found.enter()) {
        return found;
      }
      ready.remove(code.id(), found);
    }
  }

  private ClassLoader loader(ReadyCode used, Code code) {
    try {
      return used.loader();
    } catch (BundleException e) {
      forget(code.id());
      throw new WorkException("bundle", e.getMessage(), e);
    }
  }

  private Callee callee(ReadyCode used, Code code) {
    try {
      return used.callee(this::decode);
    } catch (ValueException | IllegalArgumentException e) {
      forget(code.id());
      throw new WorkException("bad-code", Objects.requireNonNull(e.getMessage()), e);
    }
  }

  private Callee decode(Code code, ClassLoader loader) {
    if (code.kind() == Code.Kind.FUNCTION) {
      return Callee.of(Functions.decode(code.body(), loader));
    }
    if (ValueCodec.decode(code.body(), loader) instanceof Codes.ModuleBody body) {
      return Callee.of(modules.resolve(body.type(), loader));
    }
    throw new IllegalArgumentException("the code " + code.id() + " names no module type");
  }

  private static @Nullable Object argument(Code code, byte[] argument, ClassLoader loader) {
    try {
      Object decoded = ValueCodec.decode(argument, loader);
      Callee.check(code.kind(), decoded);
      return decoded;
    } catch (ValueException | IllegalArgumentException e) {
      throw new WorkException("bad-argument", "the argument cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] encode(Code code, @Nullable Object result) {
    try {
      return ValueCodec.encode(result);
    } catch (ValueException e) {
      String what = code.kind() == Code.Kind.MODULE ? "outputs" : "result";
      throw new WorkException("not-serializable", "its " + what + ": " + e.getMessage(), e);
    }
  }
}
