package io.labelloop.contract;

import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The promise of every workforce, kept by this one. */
class GroundTruthContractTest extends WorkforceContract {
  private final GroundTruthSetting setting = new GroundTruthSetting() {};

  @BeforeEach
  void start() {
    setting.start();
  }

  @AfterEach
  void stop() {
    setting.everyRequestKeptToTheServiceModel();
  }

  @Override
  protected Workforce workforce() {
    return setting.workforce();
  }

  @Override
  protected void letAnswersCome() {
    setting.letAnswersCome();
  }

  @Override
  protected List<String> succeeded() {
    return setting.succeeded();
  }
}
