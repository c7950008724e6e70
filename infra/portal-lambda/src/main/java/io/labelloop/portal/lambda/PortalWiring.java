package io.labelloop.portal.lambda;

import io.labelloop.aws.AwsClients;
import io.labelloop.aws.S3ObjectStore;
import io.labelloop.aws.StepFunctionsCallback;
import io.labelloop.portal.PortalSecret;
import io.labelloop.portal.web.PortalCampaigns;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The portal over the stack's bucket and state machines. */
@Singleton
class PortalWiring {
  private final PortalSettings settings = SettingsReader.read(System.getenv());
  private final AwsClients clients = AwsClients.ofEnvironment(System.getenv());
  private final InstantSource clock = InstantSource.system();
  private final Secrets secrets =
      new Secrets(clients.with(SecretsManagerClient.builder()).build(), clock);

  private PortalSecret secret() {
    return new PortalSecret(secrets.get(settings.secret()).getBytes(StandardCharsets.UTF_8));
  }

  @Produces
  @Singleton
  PortalCampaigns campaigns() {
    return new BucketPortals(
        new S3ObjectStore(clients.s3(), settings.bucket()),
        this::secret,
        clock,
        new StepFunctionsCallback(clients.stepFunctions()),
        settings);
  }

  @Produces
  @Singleton
  PortalSettings settings() {
    return settings;
  }

  @Produces
  @Singleton
  Attempts attempts() {
    return new Attempts(this::secret, clock);
  }

  @Produces
  @Singleton
  Logins logins() {
    return new Logins(this::secret, clock);
  }

  @Produces
  @Singleton
  IdentityProvider provider() {
    return new IdentityProvider(settings, secrets, clock);
  }

  @Produces
  @Singleton
  OidcSignIn signIn(PortalCampaigns campaigns, Logins logins) {
    return new OidcSignIn(campaigns, logins, settings);
  }
}
