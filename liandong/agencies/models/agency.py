"""Agencies, their departments, officers, and which of them have an agreement in force."""
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.choices import choices
from liandong.kernel.keys import uuid7

from ..rules import Kind, Role, Tier


class Agency(models.Model):
    """A bureau, branch, station, government department, company or school."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80, unique=True)
    short_name = models.CharField(max_length=20)
    mark = models.CharField(max_length=8, blank=True)  # the characters its document numbers begin with, such as 云公
    kind = models.CharField(max_length=16, choices=choices(Kind), default=Kind.POLICE)
    tier = models.CharField(max_length=16, choices=choices(Tier), default=Tier.CITY)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    duty_phone = models.CharField(max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department (部门) of an agency."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="departments")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_department_a_name")]

    def __str__(self) -> str:
        return self.name


class Officer(AbstractBaseUser):
    """An officer who signs in with the police number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    police_number = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="officers")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="officers")
    post = models.CharField(max_length=40, blank=True)
    clearance = models.PositiveSmallIntegerField(default=1)
    roles = ArrayField(models.CharField(max_length=32, choices=choices(Role)), default=list)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    last_login = None  # the ledger says who signed in; a row written before there is an actor would need a hole in its policy

    objects = BaseUserManager()
    USERNAME_FIELD = "police_number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    def check_password(self, raw_password: str) -> bool:
        """Whether it is this officer's; never rewritten here: at sign-in there is no actor who may."""
        return check_password(raw_password, self.password)

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """One agency has an agreement in force with another: a row each way and agreement, written with the deed alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    basis = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "partner", "basis"], name="one_partnership_a_deed")]
