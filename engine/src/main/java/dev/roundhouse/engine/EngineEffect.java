package dev.roundhouse.engine;

import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Payload;
import java.util.List;
import java.util.Objects;

/** What {@link EngineCore} wants done. */
sealed interface EngineEffect {

  /** The reason under which unstarted tasks are cancelled to be given back. */
  String TAKE_BACK = "taken back unstarted";

  record Send(ControllerCommand message) implements EngineEffect {
    public Send {
      Objects.requireNonNull(message, "message");
    }
  }

  record LearnCodes(List<WireCode> codes) implements EngineEffect {
    public LearnCodes {
      codes = List.copyOf(codes);
    }
  }

  /** Prepare these tasks and hand them to the local scheme, in this order. */
  record Begin(List<HeldTask> tasks) implements EngineEffect {
    public Begin {
      tasks = List.copyOf(tasks);
    }
  }

  /** The end of this order was told with these values, some of which are kept here to be read. */
  record KeepStored(TaskOrder order, Payload body, Payload output) implements EngineEffect {
    public KeepStored {
      Objects.requireNonNull(order, "order");
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(output, "output");
    }
  }

  record CancelLocally(List<Long> localIds, String reason) implements EngineEffect {
    public CancelLocally {
      localIds = List.copyOf(localIds);
      Objects.requireNonNull(reason, "reason");
    }
  }
}
