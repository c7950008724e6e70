package io.labelloop.workflow.port;

class InMemoryObjectStoreTest extends ObjectStoreContract {
  @Override
  protected ObjectStore store() {
    return new InMemoryObjectStore();
  }
}
