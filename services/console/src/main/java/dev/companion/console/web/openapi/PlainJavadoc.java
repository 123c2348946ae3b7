package dev.companion.console.web.openapi;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Collectors;
import org.springdoc.core.providers.SpringDocJavadocProvider;

/** Reads descriptions from the Javadoc that the compiler kept, as plain text on one line. */
final class PlainJavadoc extends SpringDocJavadocProvider {

    @Override
    public String getClassJavadoc(Class<?> type) {
        return plain(super.getClassJavadoc(type));
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return super.getRecordClassParamJavadoc(type).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, param -> sentence(param.getValue())));
    }

    @Override
    public String getMethodJavadocDescription(Method method) {
        return plain(super.getMethodJavadocDescription(method));
    }

    @Override
    public String getMethodJavadocReturn(Method method) {
        return sentence(super.getMethodJavadocReturn(method));
    }

    @Override
    public String getParamJavadoc(Method method, String name) {
        return sentence(super.getParamJavadoc(method, name));
    }

    @Override
    public String getFieldJavadoc(Field field) {
        return plain(super.getFieldJavadoc(field));
    }

    /** {@code @param} texts begin in lower case and have no full stop. */
    private static String sentence(String text) {
        var plain = plain(text);
        if (plain.isEmpty()) {
            return plain;
        }
        var begun = Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }

    private static String plain(String text) {
        return text == null
                ? ""
                : text.replaceAll("<[^>]+>", "").replaceAll("\\s+", " ").strip();
    }
}
