package dev.porter.gateway.synology;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads what DSM answers in more than one form.
final class DsmAnswers {
    private DsmAnswers() {}

    /// A number, which some builds write as a string.
    static long number(JsonNode node, long otherwise) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isString() && node.stringValue().strip().matches("-?\\d{1,18}")) {
            return Long.parseLong(node.stringValue().strip());
        }
        return otherwise;
    }

    /// A string; empty when it is missing or something else.
    static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    static boolean yes(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : "true".equals(text(node));
    }

    /// The elements of an array; none when it is no array.
    static List<JsonNode> elements(JsonNode node) {
        var elements = new ArrayList<JsonNode>();
        if (node.isArray()) {
            node.forEach(elements::add);
        }
        return elements;
    }

    /// The code inside an error's details; 0 when there is none.
    static int firstCode(JsonNode errors) {
        if (errors.isArray()) {
            return errors.isEmpty() ? 0 : firstCode(errors.get(0));
        }
        return (int) number(errors.isObject() ? errors.path("code") : errors, 0);
    }
}
