package dev.companion.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.companion.runtime.LogKeys;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * A log event whose texts are harmless, whichever encoder writes it.
 *
 * @param leftOut how many events like it were not written before it
 */
record HarmlessEvent(ILoggingEvent event, long leftOut) implements ILoggingEvent {

    @Override
    public String getThreadName() {
        return HarmlessText.line(event.getThreadName());
    }

    @Override
    public Level getLevel() {
        return event.getLevel();
    }

    @Override
    public @Nullable String getMessage() {
        return harmless(event.getMessage());
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return event.getArgumentArray();
    }

    @Override
    public @Nullable String getFormattedMessage() {
        return harmless(event.getFormattedMessage());
    }

    @Override
    public String getLoggerName() {
        return event.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return event.getLoggerContextVO();
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return HarmlessThrowable.of(event.getThrowableProxy());
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return event.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return event.hasCallerData();
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        return event.getMarkerList();
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        var values = event.getMDCPropertyMap();
        if (values == null || values.isEmpty()) {
            return Map.of();
        }
        var harmless = new LinkedHashMap<String, String>();
        values.forEach((key, value) ->
                harmless.put(HarmlessText.line(String.valueOf(key)), HarmlessText.line(String.valueOf(value))));
        return harmless;
    }

    /** @deprecated as in Logback */
    @Override
    @Deprecated
    public Map<String, String> getMdc() {
        return getMDCPropertyMap();
    }

    @Override
    public long getTimeStamp() {
        return event.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return event.getNanoseconds();
    }

    @Override
    public long getSequenceNumber() {
        return event.getSequenceNumber();
    }

    @Override
    public @Nullable List<KeyValuePair> getKeyValuePairs() {
        var pairs = event.getKeyValuePairs();
        if (leftOut > 0) {
            return Stream.concat(
                            pairs == null ? Stream.of() : pairs.stream().map(HarmlessEvent::harmless),
                            Stream.of(new KeyValuePair(LogKeys.LEFT_OUT, leftOut)))
                    .toList();
        }
        return pairs == null
                ? null
                : pairs.stream().map(HarmlessEvent::harmless).toList();
    }

    @Override
    public void prepareForDeferredProcessing() {
        event.prepareForDeferredProcessing();
    }

    private static @Nullable String harmless(@Nullable String text) {
        return text == null ? null : HarmlessText.lines(text);
    }

    /**
     * A value that is no text keeps its type, so that a structured log keeps numbers as numbers. A constant is in lower
     * case, as in metrics and spans.
     */
    private static KeyValuePair harmless(KeyValuePair pair) {
        if (pair.value instanceof Enum<?> constant) {
            return new KeyValuePair(pair.key, constant.name().toLowerCase(Locale.ROOT));
        }
        var text = String.valueOf(pair.value);
        return HarmlessText.isHarmless(text) ? pair : new KeyValuePair(pair.key, HarmlessText.line(text));
    }

    /** An exception whose messages are harmless; its own frames cannot be forged. */
    private record HarmlessThrowable(IThrowableProxy proxy, Set<IThrowableProxy> above) implements IThrowableProxy {

        static @Nullable IThrowableProxy of(@Nullable IThrowableProxy proxy) {
            return of(proxy, Set.of());
        }

        /** Ends where an exception is its own cause. */
        private static @Nullable IThrowableProxy of(@Nullable IThrowableProxy proxy, Set<IThrowableProxy> above) {
            if (proxy == null || above.contains(proxy)) {
                return null;
            }
            Set<IThrowableProxy> with = Collections.newSetFromMap(new IdentityHashMap<>());
            with.addAll(above);
            with.add(proxy);
            return new HarmlessThrowable(proxy, with);
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return harmless(proxy.getOverridingMessage());
        }

        @Override
        public @Nullable String getMessage() {
            return harmless(proxy.getMessage());
        }

        @Override
        public String getClassName() {
            return proxy.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return proxy.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return proxy.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return of(proxy.getCause(), above);
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            var suppressed = proxy.getSuppressed();
            return suppressed == null
                    ? new IThrowableProxy[0]
                    : java.util.Arrays.stream(suppressed)
                            .map(each -> of(each, above))
                            .filter(java.util.Objects::nonNull)
                            .toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return proxy.isCyclic();
        }
    }
}
