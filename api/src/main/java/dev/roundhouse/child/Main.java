package dev.roundhouse.child;

import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.CodeRunners;
import dev.roundhouse.work.OutputRouter;
import java.io.IOException;
import java.nio.file.Path;

/** The child JVM's program. A person has no reason to start it. */
public final class Main {

  /** The environment variable by which a parent gives its child the token to greet with. */
  public static final String TOKEN = "ROUNDHOUSE_CHILD_TOKEN";

  private static final int USAGE = 2;

  private Main() {}

  /**
   * Computes for the parent until it ends this JVM.
   *
   * @param args the parent's address and a folder for scratch directories
   * @throws IOException the parent does not listen there
   */
  public static void main(String[] args) throws IOException {
    String token = System.getenv(TOKEN);
    if (args.length != 2 || token == null) {
      System.err.println("This program is started by Roundhouse, to compute for it.");
      Runtime.getRuntime().halt(USAGE);
      return;
    }
    OutputRouter.install();
    CodeRunner runner = CodeRunners.create(BundleLoaders.local());
    new Child(ChildAddress.connect(args[0]), Path.of(args[1]), runner).serve(token);
  }
}
