package dev.porter.gateway.synology.simulator;

/// Somebody who sees the requests, to do something just then.
public interface Witness {
    /// A request has come, and nothing is done about it yet.
    ///
    /// @param call such as `SYNO.FileStation.List.getinfo`
    /// @param names the names that things are to get, as they are written in the request
    void asked(String call, String names);

    /// A request is carried out, and its answer is not sent yet.
    void done(String call, String names);
}
