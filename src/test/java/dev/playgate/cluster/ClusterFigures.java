package dev.playgate.cluster;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how soon what is acknowledged is in force on two edges, and what a database that is away does under load; see
 * {@code bench/cluster}. Arguments: how many revocations, how many of each other change, for how many seconds the
 * database is away.
 */
final class ClusterFigures {

    private static final String LIVE = "Demo1-live1";
    private static final String LIVE_ID = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";
    private static final String DEMO = "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001";
    private static final String CREATE = "{\"streams\":[\"" + LIVE + "\"],\"revocable\":true}";
    private static final Pattern PASSWORD = Pattern.compile("password[^\\n]*?([A-Za-z0-9_-]{20,})");

    private final Cluster cluster;
    private final String operator;

    private ClusterFigures(Cluster cluster, String operator) {
        this.cluster = cluster;
        this.operator = operator;
    }

    public static void main(String[] args) throws Exception {
        int revocations = Integer.parseInt(args[0]);
        int changes = Integer.parseInt(args[1]);
        int outage = Integer.parseInt(args[2]);
        Cluster cluster = Cluster.start();
        try {
            ClusterFigures figures = new ClusterFigures(cluster, operatorToken(cluster));
            System.out.printf("from the acknowledgement to the first answer that follows it, in ms, on two edges%n");
            figures.revocations(revocations);
            figures.packages(changes);
            figures.guardian(changes);
            figures.locks(changes);
            figures.outage(outage);
            figures.keys(changes);
        } finally {
            cluster.stop();
        }
    }

    private static String operatorToken(Cluster cluster) throws IOException, InterruptedException {
        Matcher password = PASSWORD.matcher(cluster.control().log());
        if (!password.find()) {
            throw new IllegalStateException("the first operator's password is not in the log");
        }
        HttpResponse<String> answer = cluster.control().call("POST", "/api/v1/session",
                "{\"email\":\"operator@localhost\",\"password\":\"" + password.group(1) + "\"}");
        return JsonMapper.shared().readTree(require(200, answer).body()).at("/data/token").asString();
    }

    private void revocations(int count) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String token = cluster.token(CREATE);
            playable(token);
            times.addAll(until(403, token, () -> {
                if (cluster.revoke(token) != 204) {
                    throw new IllegalStateException("not revoked");
                }
                return true;
            }));
        }
        print("a revoked token", times);
    }

    private void packages(int count) throws Exception {
        String path = "/api/v1/organisation/packages/secure?organisation=" + DEMO;
        List<Double> off = new ArrayList<>();
        List<Double> on = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            off.addAll(until(200, "none", () -> asOperator("PUT", path, "{\"state\":\"disabled\"}")));
            on.addAll(until(403, "none", () -> asOperator("PUT", path, "{\"state\":\"enabled\"}")));
        }
        print("secure off", off);
        print("secure on", on);
    }

    private void guardian(int count) throws Exception {
        String token = cluster.token(CREATE);
        List<Double> denied = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            denied.addAll(until(403, token,
                    () -> asDemo("POST", "/guardian/ip", "{\"ip\":\"127.0.0.1\",\"type\":\"deny\"}")));
            until(200, token, () -> asDemo("DELETE", "/guardian/ip", "{\"ip\":\"127.0.0.1\"}"));
        }
        print("a denied address", denied);
    }

    private void locks(int count) throws Exception {
        String token = cluster.token(CREATE);
        List<Double> locked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            locked.addAll(until(403, token, () -> asDemo("PATCH", "/api/v1/streams/" + LIVE_ID,
                    "{\"state\":\"locked\"}")));
            until(200, token, () -> asDemo("PATCH", "/api/v1/streams/" + LIVE_ID, "{\"state\":\"live\"}"));
        }
        print("a locked stream", locked);
    }

    /** The signing file is rewritten: what is measured begins there, and includes that the file is looked at. */
    private void keys(int count) throws Exception {
        Path file = cluster.signingFile();
        List<Double> removed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String token = cluster.token(CREATE);
            playable(token);
            Files.delete(file);
            Path fresh = cluster.newSigningFile();
            removed.addAll(until(403, token, () -> {
                Files.move(fresh, file);
                return true;
            }));
        }
        print("a removed key (from the file's change)", removed);
    }

    private void outage(int seconds) throws Exception {
        String valid = cluster.token("{\"streams\":[\"" + LIVE + "\"]}");
        String revoked = cluster.token(CREATE);
        until(403, revoked, () -> cluster.revoke(revoked) == 204);
        playable(valid);
        LongAdder played = new LongAdder();
        LongAdder falselyRefused = new LongAdder();
        LongAdder refused = new LongAdder();
        LongAdder falselyAdmitted = new LongAdder();
        AtomicBoolean running = new AtomicBoolean(true);
        List<Future<?>> load = new ArrayList<>();
        try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                Node edge = cluster.edges().get(i % 2);
                boolean good = i < 12;
                load.add(viewers.submit(() -> {
                    while (running.get()) {
                        int status = edge.play(LIVE, good ? valid : revoked);
                        (good ? status == 200 ? played : falselyRefused : status == 403 ? refused : falselyAdmitted)
                                .increment();
                        Thread.sleep(2);
                    }
                    return edge;
                }));
            }
            Thread.sleep(2000);
            cluster.stopDatabase();
            int unavailable = 0;
            int otherwise = 0;
            for (int i = 0; i < seconds; i++) {
                long next = System.nanoTime() + 1_000_000_000L;
                if (cluster.revoke(valid) == 503) {
                    unavailable++;
                } else {
                    otherwise++;
                }
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            }
            cluster.restartDatabase();
            long back = System.nanoTime();
            String again = "";
            while (again.isEmpty()) {
                try {
                    again = cluster.token(CREATE);
                } catch (IllegalStateException e) {
                    Thread.sleep(50);
                }
            }
            double recovered = (System.nanoTime() - back) / 1e6;
            String token = again;
            until(403, token, () -> cluster.revoke(token) == 204);
            running.set(false);
            for (Future<?> viewer : load) {
                viewer.get();
            }
            System.out.printf("the database away under load: valid %d played, %d refused; invalid %d refused,"
                    + " %d admitted; revocations %d answered 503, %d otherwise; the API is back %.0f ms after it,"
                    + " without a restart%n", played.sum(), falselyRefused.sum(), refused.sum(), falselyAdmitted.sum(),
                    unavailable, otherwise, recovered);
        }
    }

    private void playable(String token) throws Exception {
        for (Node edge : cluster.edges()) {
            while (edge.play(LIVE, token) != 200) {
                Thread.sleep(5);
            }
        }
    }

    private boolean asDemo(String method, String path, String body) throws IOException, InterruptedException {
        return success(cluster.call(method, path, body));
    }

    private boolean asOperator(String method, String path, String body) throws IOException, InterruptedException {
        return success(cluster.control().call(method, path, body, "X-BINTU-TOKEN", operator));
    }

    private static boolean success(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return true;
    }

    private static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    /** Makes the change, and asks both edges until they answer so: how long each took, in ms. */
    private List<Double> until(int status, String token, Callable<Boolean> change) throws Exception {
        change.call();
        long acknowledged = System.nanoTime();
        List<Future<Double>> waits = new ArrayList<>();
        try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Node edge : cluster.edges()) {
                waits.add(viewers.submit(() -> {
                    while (edge.play(LIVE, token) != status) {
                        Thread.onSpinWait();
                    }
                    return (System.nanoTime() - acknowledged) / 1e6;
                }));
            }
        }
        List<Double> times = new ArrayList<>();
        for (Future<Double> wait : waits) {
            times.add(wait.get());
        }
        return times;
    }

    private static void print(String what, List<Double> times) {
        Collections.sort(times);
        System.out.printf("%-40s n %4d  median %7.1f  p99 %7.1f  maximum %7.1f%n", what, times.size(),
                times.get(times.size() / 2), times.get(Math.min(times.size() - 1, times.size() * 99 / 100)),
                times.getLast());
    }
}
