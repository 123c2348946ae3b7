package dev.companion.operations.backup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** What a reader would silently leave out of a record: fields, symbols and types that its schema does not know. */
final class SchemaLoss {

    private final List<String> losses = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private SchemaLoss() {}

    /** Names of what is lost; empty if all of it is kept. */
    static List<String> of(Schema writer, Schema reader) {
        var loss = new SchemaLoss();
        loss.compare(writer, reader, writer.getName());
        return loss.losses;
    }

    private void compare(Schema writer, Schema reader, String path) {
        if (writer.getType() == Schema.Type.UNION) {
            writer.getTypes().forEach(branch -> compare(branch, reader, path));
            return;
        }
        var known = reader.getType() == Schema.Type.UNION
                ? reader.getTypes().stream()
                        .filter(branch -> isSameKind(writer, branch))
                        .findFirst()
                        .orElse(null)
                : isSameKind(writer, reader) ? reader : null;
        if (known == null) {
            losses.add("%s as %s".formatted(path, writer.getName()));
            return;
        }
        switch (writer.getType()) {
            case RECORD -> {
                if (seen.add(writer.getFullName())) {
                    for (var field : writer.getFields()) {
                        var same = known.getField(field.name());
                        if (same == null) {
                            losses.add(path + "." + field.name());
                        } else {
                            compare(field.schema(), same.schema(), path + "." + field.name());
                        }
                    }
                }
            }
            case ENUM ->
                writer.getEnumSymbols().stream()
                        .filter(symbol -> !known.hasEnumSymbol(symbol))
                        .forEach(symbol -> losses.add("%s=%s".formatted(path, symbol)));
            case ARRAY -> compare(writer.getElementType(), known.getElementType(), path + "[]");
            case MAP -> compare(writer.getValueType(), known.getValueType(), path + "{}");
            default -> {}
        }
    }

    /** A number may have become wider since. */
    private static boolean isSameKind(Schema writer, Schema reader) {
        return writer.getType() == reader.getType()
                || writer.getType() == Schema.Type.INT && reader.getType() == Schema.Type.LONG;
    }
}
