"""Brings in new files and retrains, each night, by Airflow 2 with apache-airflow-providers-apache-spark.

The configuration lies where the driver finds it, on each worker of Airflow or on HDFS; the connection spark_default
names the cluster. A night that Airflow has missed is made up for by retrain itself (retrain.every = 1 day), so that
Airflow's own catchup is off.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

HOME = "/opt/chronoshard"
CONFIG = "/etc/chronoshard/plant.conf"


def spark_defaults():
    """What scripts/chronoshard gives to Spark, for Airflow calls spark-submit itself."""
    with open(HOME + "/conf/spark-defaults.conf", encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    return dict(line.split(None, 1) for line in lines if line and not line.startswith("#"))


def job(name, *arguments):
    """A job of Chronoshard's as a task."""
    return SparkSubmitOperator(
        task_id=name,
        application=HOME + "/jobs/target/chronoshard.jar",
        java_class="io.chronoshard.jobs.Main",
        conf=spark_defaults(),
        env_vars={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        application_args=[name, "--config", CONFIG, *arguments],
    )


with DAG(
    dag_id="chronoshard_retrain",
    schedule="15 2 * * *",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
) as dag:
    job("ingest") >> job("retrain", "--run-date", "{{ data_interval_end.in_timezone('UTC').date() }}")
