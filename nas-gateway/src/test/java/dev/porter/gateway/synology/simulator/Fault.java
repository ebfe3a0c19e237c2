package dev.porter.gateway.synology.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// What goes wrong with one request.
public sealed interface Fault {
    /// Another body than DSM's, with this status and media type. The request is not carried out.
    record Body(int status, String type, String text) implements Fault {}

    /// DSM's refusal with this code. The request is not carried out.
    record Code(int code) implements Fault {}

    /// A redirect. The request is not carried out.
    record Redirect(String location) implements Fault {}

    /// The connection is closed without an answer, before or after the request was carried out.
    record Silence(boolean carriedOut) implements Fault {}

    /// The request is carried out, the answer is an error page of a proxy.
    record GatewayTimeout() implements Fault {}

    /// The answer breaks off half-way.
    record Half() implements Fault {}

    /// The request is not read to its end: after so many bytes of it the connection breaks.
    record Cut(long after) implements Fault {}

    /// Request and answer go so many bytes at a time, with a pause before each of the first ones.
    record Slow(int bytes, Duration pause) implements Fault {}

    /// An upload is taken and called a success, but its last byte is lost, or one is another.
    record Spoiled(boolean shortened) implements Fault {}

    /// The answer comes when the latch opens, or at the latest after this time.
    record Late(CountDownLatch until, Duration most) implements Fault {}
}
