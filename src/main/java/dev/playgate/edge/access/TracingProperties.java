package dev.playgate.edge.access;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * {@code playgate.tracing}: traces by OpenTelemetry.
 *
 * @param endpoint where a collector takes them by OTLP over HTTP: an http or https URL with its path; empty as absent:
 *        there are none
 * @param ratio the part of the requests that is traced, 0 to 1, where no trusted proxy has decided
 * @param headers for the collector, {@code NAME: VALUE} each
 */
public record TracingProperties(@Nullable String endpoint, double ratio, List<String> headers) {

    /** Throws {@link IllegalArgumentException} that names all faults, and no header. */
    public TracingProperties {
        endpoint = endpoint == null || endpoint.isEmpty() ? null : endpoint;
        List<String> faults = new ArrayList<>();
        if (endpoint != null && !isEndpoint(endpoint)) {
            faults.add("endpoint is not an http or https URL with a host and a path, such as"
                    + " http://127.0.0.1:4318/v1/traces");
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            faults.add("ratio is not between 0 and 1");
        }
        if (!headers.stream().allMatch(TracingProperties::isField)) {
            faults.add("headers: an entry is not NAME: VALUE of a field that can be sent");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        headers = List.copyOf(headers);
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                    && uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getRawPath().length() > 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isField(String entry) {
        int colon = entry.indexOf(':');
        try {
            HttpRequest.newBuilder().header(entry.substring(0, Math.max(0, colon)), entry.substring(colon + 1).strip());
            return colon > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            fields.put(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return fields;
    }

    /** Without the headers, which may be credentials. */
    @Override
    public String toString() {
        return "TracingProperties[" + endpoint + ", " + ratio + "]";
    }
}
