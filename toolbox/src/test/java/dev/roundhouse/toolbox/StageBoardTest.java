package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.client.ModuleStatus;
import dev.roundhouse.toolbox.StageBoard.ModuleView;
import dev.roundhouse.toolbox.StageBoard.Stage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StageBoardTest {

  @Test
  void numberedModulesAreOneStage() {
    StageBoard board =
        new StageBoard(List.of("mProject_ID0000001", "mProject_ID0000002", "mAdd_ID0000007"));

    assertThat(board.stages())
        .extracting(Stage::name)
        .containsExactly("mProject", "mAdd_ID0000007");
  }

  @Test
  void namesThatAreOnlyNumbersStayApart() {
    assertThat(new StageBoard(List.of("1", "2")).stages())
        .extracting(Stage::name)
        .containsExactly("1", "2");
  }

  @Test
  void countsTasksOfALoop() {
    StageBoard board = new StageBoard(List.of("count"));
    board.update("count", new ModuleView(ModuleStatus.RUNNING, 3, 7));

    assertThat(board.stages()).containsExactly(new Stage("count", ModuleStatus.RUNNING, 3, 7));
  }

  @Test
  void aStageRunsUntilItsLastModuleEndsAndFailsWithTheFirst() {
    StageBoard board = new StageBoard(List.of("a1", "a2"));
    ModuleView succeeded = new ModuleView(ModuleStatus.SUCCEEDED, 1, 1);

    assertThat(board.update("a1", succeeded)).contains(new Stage("a", ModuleStatus.RUNNING, 1, 2));
    assertThat(board.update("a2", succeeded))
        .contains(new Stage("a", ModuleStatus.SUCCEEDED, 2, 2));
    assertThat(board.update("a2", succeeded)).isEmpty();

    board.update("a2", new ModuleView(ModuleStatus.FAILED, 0, 1));
    assertThat(board.stages().get(0).status()).isEqualTo(ModuleStatus.FAILED);
  }

  @Test
  void aStageWithASkippedModuleRunsOnlyWhenAnotherDoes() {
    StageBoard board = new StageBoard(List.of("a1", "a2"));

    assertThat(board.update("a1", new ModuleView(ModuleStatus.SKIPPED, 0, 0))).isEmpty();
    board.update("a2", new ModuleView(ModuleStatus.QUEUED, 0, 1));
    assertThat(board.stages().get(0).status()).isEqualTo(ModuleStatus.QUEUED);
    board.update("a2", new ModuleView(ModuleStatus.SKIPPED, 0, 0));
    assertThat(board.stages().get(0).status()).isEqualTo(ModuleStatus.SKIPPED);
  }

  @Test
  void unknownModulesAreIgnored() {
    assertThat(new StageBoard(List.of("a")).update("b", ModuleView.WAITING)).isEmpty();
  }

  @Test
  void whereRoomIsShortFinishedStagesGoFirst() {
    StageBoard board =
        new StageBoard(IntStream.range(0, 5).mapToObj(i -> "m" + (char) ('a' + i)).toList());
    board.update("ma", new ModuleView(ModuleStatus.SUCCEEDED, 1, 1));
    board.update("mb", new ModuleView(ModuleStatus.FAILED, 1, 1));
    board.update("mc", new ModuleView(ModuleStatus.RUNNING, 0, 1));

    assertThat(board.stages(2)).extracting(Stage::name).containsExactly("mb", "mc");
  }

  @Test
  void drawsABarOrAPlainLine() {
    Stage stage = new Stage("count", ModuleStatus.RUNNING, 3, 6);

    assertThat(StageLines.bars(List.of(stage), false).get(0))
        .isEqualTo("  count ████████████░░░░░░░░░░░░     3/6     running");
    assertThat(StageLines.plain(stage)).isEqualTo("count: running (3 of 6)");
    assertThat(StageLines.bars(List.of(stage), true).get(0)).contains("\u001b[36m");
  }
}
