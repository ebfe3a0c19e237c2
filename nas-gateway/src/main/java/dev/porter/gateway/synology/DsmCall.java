package dev.porter.gateway.synology;

import java.util.Map;
import java.util.TreeMap;

/// One call of a method of DSM's Web API.
///
/// @param safe whether it changes nothing, so that it may be repeated when nobody knows what became
///   of it
/// @param parameters by name: strings, numbers, booleans, lists and maps
record DsmCall(DsmApi api, String method, boolean safe, Map<String, Object> parameters) {
    DsmCall {
        if (!api.methods().contains(method)) {
            throw new IllegalArgumentException(api.id() + " is not listed with " + method + ".");
        }
    }

    /// A call that changes nothing.
    static DsmCall ask(DsmApi api, String method) {
        return new DsmCall(api, method, true, Map.of());
    }

    /// A call that changes something.
    static DsmCall order(DsmApi api, String method) {
        return new DsmCall(api, method, false, Map.of());
    }

    DsmCall with(String name, Object value) {
        var more = new TreeMap<>(parameters);
        more.put(name, value);
        return new DsmCall(api, method, safe, more);
    }

    @Override
    public String toString() {
        return api.id() + "." + method;
    }
}
