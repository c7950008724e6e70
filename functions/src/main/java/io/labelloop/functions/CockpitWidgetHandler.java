package io.labelloop.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.labelloop.portal.PortalWatch;
import io.labelloop.report.cockpit.CockpitWidget;
import io.labelloop.report.cockpit.ConsolePlaces;
import io.labelloop.report.cockpit.WidgetControls;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrders;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.CampaignSteps;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Draws the custom widget of the CloudWatch dashboard, and takes the orders of its buttons. */
@Named("cockpitWidget")
public class CockpitWidgetHandler implements RequestStreamHandler {
  private final CockpitAssembly campaigns;
  private final CockpitOrders orders;
  private final Settings settings;

  CockpitWidgetHandler(ObjectStore objects, CampaignSteps steps, Settings settings) {
    InstantSource clock = InstantSource.system();
    this.campaigns =
        new CockpitAssembly(
            new DocumentStore(objects),
            steps.campaigns(),
            steps.ledger(),
            new PortalWatch(objects, clock),
            clock);
    this.orders = new CockpitOrders(steps.operations(clock));
    this.settings = settings;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var console =
        new ConsolePlaces(
            settings.campaignStateMachine().orElse(""),
            settings.bucket(),
            settings.logGroup().orElse(""));
    var controls = new WidgetControls(context.getInvokedFunctionArn(), console);
    JsonCodec.mapper()
        .writeValue(
            output,
            new CockpitWidget(campaigns, orders, controls)
                .answer(JsonCodec.mapper().readTree(input)));
  }
}
