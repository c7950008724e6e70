package io.labelloop.tests;

import io.labelloop.workflow.port.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;

/** A store of which it is seen what it is asked. */
final class ObservedStore {
  private ObservedStore() {}

  /**
   * @param observer gets the operation's name and the key or prefix before each call
   */
  static ObjectStore around(ObjectStore store, BiConsumer<String, String> observer) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              observer.accept(method.getName(), (String) arguments[0]);
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
