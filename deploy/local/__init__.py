"""The office on one machine, with a PostgreSQL and a RabbitMQ of its own as child processes."""
