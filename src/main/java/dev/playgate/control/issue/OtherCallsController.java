package dev.playgate.control.issue;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked under the API's paths and is no call of it: in its envelope, and never by an origin. */
@Hidden
@RestController
public final class OtherCallsController {

    // A mapping that names methods wins over one that does not, unless either names media types. OPTIONS is answered
    // by the framework where it is not named.
    @RequestMapping({ApiPaths.CREATE, ApiPaths.VERIFY})
    ResponseEntity<Envelope> otherMethod() {
        return ApiAnswers.failure(RefusedCallException.of(ErrorCode.METHOD_NOT_ALLOWED, "The method must be POST"));
    }

    @RequestMapping(path = {ApiPaths.CREATE, ApiPaths.VERIFY}, method = RequestMethod.OPTIONS)
    ResponseEntity<Envelope> options() {
        return otherMethod();
    }

    @RequestMapping(ApiPaths.ALL)
    ResponseEntity<Envelope> otherPath() {
        return ApiAnswers.failure(RefusedCallException.of(ErrorCode.CALL_UNKNOWN, "There is no such call"));
    }

    @RequestMapping(path = ApiPaths.ALL, method = RequestMethod.OPTIONS)
    ResponseEntity<Envelope> optionsOfOtherPath() {
        return otherPath();
    }
}
