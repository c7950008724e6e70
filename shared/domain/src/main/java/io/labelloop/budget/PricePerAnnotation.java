package io.labelloop.budget;

import java.util.Currency;

/** One price for each annotation, whoever gives it and however long it takes. */
public record PricePerAnnotation(Money price) implements PriceList {
  @Override
  public Currency currency() {
    return price.currency();
  }

  @Override
  public Money most(int annotations) {
    return price.times(annotations);
  }

  @Override
  public Money due(AnsweredQuestion answered) {
    return price.times(answered.accepted());
  }
}
