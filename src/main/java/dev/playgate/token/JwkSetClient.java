package dev.playgate.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for JWK sets by URL: follows no redirect, and takes no more than 256 KiB. */
public final class JwkSetClient implements AutoCloseable {

    private static final int MAX_BYTES = 1 << 18;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /**
     * What the URL answers with, which need be no JWK set. Blocks.
     *
     * @param timeout for the whole of it
     * @throws IOException when that is not a whole answer of status 200; it has a cause when there was none
     */
    public String fetch(URI uri, Duration timeout) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // The timeout of the request itself would end with the headers.
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("answered with status " + response.statusCode());
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer in " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException("no answer: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
