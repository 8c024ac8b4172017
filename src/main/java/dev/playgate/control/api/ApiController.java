package dev.playgate.control.api;

/** Has calls of the API; {@link OtherCallsController} answers what is none of them. */
public interface ApiController {
}
