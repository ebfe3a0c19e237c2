/// Synology DSM as the NAS, through its Web API.
@NullMarked
package dev.porter.gateway.synology;

import org.jspecify.annotations.NullMarked;
