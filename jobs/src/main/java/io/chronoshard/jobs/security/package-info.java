/**
 * As whom a job acts on storage that wants a Kerberos login.
 *
 * <p>Principal and keytab enter; a process that is logged in leaves, or what the operator must mend
 * before any work. It knows Hadoop's security, and neither Spark nor any job.
 */
@NullMarked
package io.chronoshard.jobs.security;

import org.jspecify.annotations.NullMarked;
