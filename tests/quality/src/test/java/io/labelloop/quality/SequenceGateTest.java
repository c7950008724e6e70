package io.labelloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.StrategySpec;
import io.labelloop.learning.CrfLearner;
import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.learning.compare.SequenceExperiment;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.sequence.TaggedSentence;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequenceGateTest {
  @Test
  void f1PerToken_ofTheDefaultOnTweets_isAboveRandomSampling() throws IOException {
    List<TaggedSentence> tweets = RealData.tweets("sequence/wnut17.train.conll");
    var experiment =
        new SequenceExperiment(
            new CrfLearner(),
            RealData.TWEET_TAGS,
            tweets.subList(0, 1500),
            tweets.subList(1500, 2300),
            new Protocol(100, 100, 3, List.of(1L, 2L, 3L), 2));

    List<LearningCurve> curves =
        experiment.run(
            Stream.of("random", "mnlp")
                .map(name -> SequenceStrategies.of(StrategySpec.named(name), false))
                .toList(),
            (done, total) -> {});

    // healthy +.062 of F1, failure 0 (scores that say nothing); the bar stands between
    double gain = curves.get(1).aulc().mean() - curves.get(0).aulc().mean();
    assertThat(gain).isGreaterThan(0.02);
  }
}
