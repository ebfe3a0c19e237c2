package dev.porter.gateway.synology.simulator;

import java.util.List;
import java.util.Map;

/// DSM says no, with a code and what it says about it.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient Map<String, Object> error;

    Refusal(int code) {
        error = Map.of("code", code);
    }

    Refusal(int code, Object errors) {
        error = Map.of("code", code, "errors", errors);
    }

    /// A refusal with the reason for one path inside it.
    static Refusal of(int code, int inner, String path) {
        return new Refusal(code, List.of(Map.of("code", inner, "path", path)));
    }

    int code() {
        return (int) error.get("code");
    }
}
