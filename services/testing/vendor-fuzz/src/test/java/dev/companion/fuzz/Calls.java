package dev.companion.fuzz;

import dev.companion.vendor.CallResult;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every call of a client's interface, found by looking, so that a call which is new tomorrow is fuzzed tomorrow. What may
 * be null is null, and the rest is made up from its type.
 */
record Calls(List<Method> methods) {

    /** Fit for an id of either vendor. */
    static final String ID = "5f1a2b3c4d5e6f7081920a1b";

    private static final Instant SOME_TIME = Instant.parse("2026-11-21T08:00:00Z");

    static Calls of(Class<?> api) {
        return new Calls(Arrays.stream(api.getMethods())
                .filter(method -> method.getReturnType() == CallResult.class)
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList());
    }

    /** The call of that name, or else any, but always the same one for a name. */
    Method named(String name) {
        return methods.stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseGet(() -> methods.get(Math.floorMod(name.hashCode(), methods.size())));
    }

    /** @param cursor for a parameter of its type; the first page if it is null */
    static CallResult<?> call(Object client, Method method, @Nullable Object cursor) throws Throwable {
        var types = method.getAnnotatedParameterTypes();
        var arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = cursor != null && method.getParameterTypes()[i].isInstance(cursor)
                    ? cursor
                    : madeUp(types[i], method.getParameterTypes()[i]);
        }
        try {
            return (CallResult<?>) method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static @Nullable Object madeUp(AnnotatedType annotated, Class<?> type) {
        if (annotated.isAnnotationPresent(Nullable.class)) {
            return null;
        }
        if (type == String.class) {
            return ID;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == Instant.class) {
            return SOME_TIME;
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type.isRecord() ? record(type) : constant(type);
    }

    /** Texts are not blank, because a call without them would not be sent. */
    private static Object record(Class<?> type) {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
                .map(component -> component.getType() == String.class
                        ? ID
                        : madeUp(component.getAnnotatedType(), component.getType()))
                .toArray();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make up a " + type.getName(), e);
        }
    }

    /** Of an enum, or of a class that has its simplest value as a constant. */
    private static Object constant(Class<?> type) {
        return Stream.of(type.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
                .findFirst()
                .map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .orElseThrow(() -> new AssertionError("cannot make up a " + type.getName()));
    }
}
